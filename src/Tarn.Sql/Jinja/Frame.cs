namespace Tarn.Sql.Jinja;

/// <summary>Variables of one scope, over those of the scope around it.</summary>
internal sealed class Frame(Frame? around)
{
    private readonly Dictionary<string, object?> _variables = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, object?> Variables => _variables;

    public Frame? Around => around;

    public void Set(string name, object? value) => _variables[name] = value;

    public bool TryGet(string name, out object? value)
    {
        for (var frame = this; frame is not null; frame = frame.Around)
            if (frame._variables.TryGetValue(name, out value))
                return true;
        value = null;
        return false;
    }
}
