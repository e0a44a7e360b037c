using Tarn.Sql.Values;

namespace Tarn.Sql.Jinja;

/// <summary>What <c>namespace()</c> makes: members that a loop can set for the lines after it. A module of macros is one too.</summary>
internal sealed class JinjaNamespace(string text, JinjaDict members, bool isFixed) : JinjaObject
{
    public override string Text => text;

    public override bool TryGet(string name, out object? value) => members.TryGet(name, out value);

    public override bool TrySet(string name, object? value)
    {
        if (!isFixed)
            members[name] = value;
        return !isFixed;
    }
}
