using Tarn.Sql.Values;

namespace Tarn.Sql.Jinja;

/// <summary>The variable <c>loop</c>.</summary>
internal sealed class LoopState(IReadOnlyList<object?> items, int depth, Func<object?, string>? recurse) : JinjaObject
{
    private object? _lastSeen;

    public int Index { get; set; }

    public override string Text => $"<loop {Index + 1}/{items.Count}>";

    public override bool IsCallable => true;

    public override object? Call(JinjaArguments arguments)
    {
        if (recurse is null)
            throw new JinjaException("Only a loop that is marked 'recursive' can be called.");
        return recurse(Signature.Parse("items").Bind("loop", arguments)[0]);
    }

    public override bool TryGet(string name, out object? value)
    {
        value = name switch
        {
            "index" => Index + 1L,
            "index0" => (long)Index,
            "revindex" => (long)items.Count - Index,
            "revindex0" => items.Count - Index - 1L,
            "first" => Index == 0,
            "last" => Index == items.Count - 1,
            "length" => (long)items.Count,
            "depth" => depth + 1L,
            "depth0" => (long)depth,
            "previtem" => Index > 0 ? items[Index - 1] : new JinjaUndefined("loop.previtem", "There is no item before the first."),
            "nextitem" => Index < items.Count - 1 ? items[Index + 1] : new JinjaUndefined("loop.nextitem", "There is no item after the last."),
            "cycle" => new JinjaFunction("loop.cycle", "*", Cycle),
            "changed" => new JinjaFunction("loop.changed", "*", Changed),
            _ => this,
        };
        return !ReferenceEquals(value, this);
    }

    private object? Cycle(BoundArguments arguments) =>
        arguments.Rest.Count > 0 ? arguments.Rest[Index % arguments.Rest.Count] : throw new JinjaException("loop.cycle() needs something to go through.");

    private object? Changed(BoundArguments arguments)
    {
        var seen = new JinjaTuple(arguments.Rest);
        var changed = _lastSeen is null || !PythonOrder.AreEqual(_lastSeen, seen);
        _lastSeen = seen;
        return changed;
    }
}
