using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Tarn.Project;
using Tarn.Sql.Values;

namespace Tarn.Checks;

/// <summary>The name that dbt gives to a test that was given none (dbt-core, synthesize_generic_test_names).</summary>
internal static partial class GenericTestName
{
    private const int LengthMax = 63;
    private const int BeginningMax = 30;

    /// <summary>The kind, the table and the values of all arguments in ordinal order of their names; short, when that is too long.</summary>
    public static string Of(CheckedTable table, TestDeclaration test)
    {
        var arguments = new SortedDictionary<string, object?>(test.Arguments.ToDictionary(), StringComparer.Ordinal);
        if (test.Column is { } column)
            arguments["column_name"] = column;
        var beginning = $"{(table.IsSource ? "source_" : "")}{test.Kind}_{table.NameInTests}";
        var values = arguments.Values.SelectMany(Parts).Select(value => NoWord().Replace(PythonText.Str(value), "_"));
        var name = $"{beginning}_{string.Join("__", values)}";
        return name.Length <= LengthMax ? name : $"{beginning[..Math.Min(BeginningMax, beginning.Length)]}_{Md5(name)}";
    }

    private static IEnumerable<object?> Parts(object? argument) => argument switch
    {
        IReadOnlyDictionary<string, object?> map => map.Values,
        IReadOnlyList<object?> list => list,
        _ => [argument],
    };

    // dbt names by MD5; nothing here is kept secret by it.
#pragma warning disable CA5351
    private static string Md5(string name) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(name)));
#pragma warning restore CA5351

    [GeneratedRegex("[^0-9a-zA-Z_]+", RegexOptions.None, 1000)]
    private static partial Regex NoWord();
}
