namespace Tarn.Sql.Values;

/// <summary>What a name or member that is not there gives: empty when printed, false, without items; anything else done with it fails.</summary>
/// <param name="Name">What was looked for: <c>customer</c>, <c>row.customer</c>.</param>
/// <param name="What">Why it is not there, a sentence that names it.</param>
public sealed record JinjaUndefined(string Name, string What)
{
    /// <summary>A variable that nobody set.</summary>
    public static JinjaUndefined Variable(string name) => new(name, $"'{name}' is undefined.");

    /// <summary>A member or item that something does not have.</summary>
    public static JinjaUndefined Member(object? target, string name) =>
        new(name, $"'{name}' is undefined: this {PythonText.TypeName(target)} has no such member.");
}
