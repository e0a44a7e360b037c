using Tarn.Sql.Values;

namespace Tarn.Models;

/// <summary>A function that has members too: <c>config(...)</c> and <c>config.get(...)</c>.</summary>
internal sealed class CallableObject(JinjaFunction call, IReadOnlyDictionary<string, object?> members) : JinjaObject
{
    public override string Text => call.Text;

    public override bool IsCallable => true;

    public override object? Call(JinjaArguments arguments) => call.Call(arguments);

    public override bool TryGet(string name, out object? value) => members.TryGetValue(name, out value);
}
