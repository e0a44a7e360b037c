using Tarn.Sql;
using Tarn.Sql.Values;

namespace Tarn.Models;

/// <summary>A call of <c>ref</c>.</summary>
/// <param name="Package">The package named; null when none is.</param>
/// <param name="Name">The model named, with <c>_v2</c> after it when version 2 is asked for.</param>
/// <param name="Where">Where the call is written.</param>
internal sealed record RefUse(string? Package, string Name, string Where)
{
    public static RefUse Of(BoundArguments arguments)
    {
        var package = arguments.Has(1) ? arguments.Text(0) : null;
        var name = arguments.Has(1) ? arguments.Text(1) : arguments.Text(0);
        if (name.Length == 0)
            throw new JinjaException("ref needs the name of a model: ref('name').");
        var version = arguments.TextOrNull(2) ?? arguments.TextOrNull(3);
        return new RefUse(package, version is null ? name : $"{name}_v{version}", arguments.Where);
    }
}
