using Tarn.Project;
using Tarn.Project.Shapes;

namespace Tarn.Checks;

/// <summary>Reads the arguments of one test; what is wrong is told and read as null.</summary>
internal sealed class GenericArguments(TestDeclaration test, List<Problem> problems)
{
    private const string ColumnName = "column_name";

    /// <summary>Tells every argument that is none of these; the column's name may always stand.</summary>
    public void Allow(params string[] names)
    {
        string[] known = [.. names, ColumnName];
        foreach (var name in test.Arguments.Keys.Where(name => !known.Contains(name, StringComparer.Ordinal)))
        {
            Tell("unknown-argument", $"'{name}' is not an argument of '{test.Kind}'.",
                NearName.Question(name, known, $"Its arguments are {string.Join(", ", known)}."));
        }
    }

    /// <summary>The column: the one that the test stands under, or the one written as an argument.</summary>
    public string? Column()
    {
        if (test.Column is null)
            return Text(ColumnName, "Put the test under the column, or write column_name: id");
        if (test.Arguments.ContainsKey(ColumnName))
            Tell("wrong-argument", $"'column_name' is written, and the test stands under the column '{test.Column}'.", "Leave column_name out.");
        return test.Column;
    }

    public string? Text(string name, string next)
    {
        if (Value(name, next) is not { } value)
            return null;
        if (value is string { Length: > 0 } text)
            return text;
        Tell("wrong-argument", $"'{name}' of '{test.Kind}' is not a text.", next);
        return null;
    }

    public bool Flag(string name, bool otherwise)
    {
        if (!test.Arguments.TryGetValue(name, out var value))
            return otherwise;
        if (value is bool flag)
            return flag;
        Tell("wrong-argument", $"'{name}' of '{test.Kind}' is not true or false.", $"Write {name}: false, or leave it out.");
        return otherwise;
    }

    /// <summary>A list of texts, numbers, true and false, with one at the least.</summary>
    public IReadOnlyList<object>? Values(string name)
    {
        const string next = "Write values: [a, b]";
        if (Value(name, next) is not { } value)
            return null;
        if (value is IReadOnlyList<object?> { Count: > 0 } list && list.All(v => v is string or long or double or bool))
            return [.. list.OfType<object>()];
        Tell("wrong-argument", $"'{name}' of '{test.Kind}' is not a list of texts and numbers.", next + "; null is accepted without being written.");
        return null;
    }

    public void Tell(string code, string what, string? next) => problems.Add(new Problem("check." + code, what, test.Where, next));

    private object? Value(string name, string next)
    {
        var value = test.Arguments.GetValueOrDefault(name);
        if (value is null)
            Tell("missing-argument", $"'{test.Kind}' needs '{name}'.", next);
        return value;
    }
}
