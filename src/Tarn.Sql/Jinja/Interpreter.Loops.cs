using Tarn.Sql.Syntax;
using Tarn.Sql.Values;

namespace Tarn.Sql.Jinja;

internal sealed partial class Interpreter
{
    private Flow For(Statement.For loop) => ForItems(loop, Evaluate(loop.Items), 0);

    private Flow ForItems(Statement.For loop, object? value, int depth)
    {
        var around = _frame;
        var items = Chosen(loop, PythonItems.Of(value));
        if (items.Count == 0)
            return InFrame(new Frame(around), () => Run(loop.Parts.Otherwise));
        var state = new LoopState(items, depth, loop.Parts.IsRecursive ? inner => Recursed(loop, inner, (depth + 1, around)) : null);
        for (; state.Index < items.Count; state.Index++)
            if (OneRound(loop, items[state.Index], (state, around)) == Flow.Break)
                break;
        return Flow.Next;
    }

    private Flow OneRound(Statement.For loop, object? item, (LoopState State, Frame Around) of)
    {
        var frame = new Frame(of.Around);
        frame.Set("loop", of.State);
        return InFrame(frame, () =>
        {
            Step();
            Assign(loop.Target, item);
            return Run(loop.Parts.Body);
        });
    }

    /// <summary>The items that the loop's filter lets through; the filter sees the loop's target but no <c>loop</c>.</summary>
    private IReadOnlyList<object?> Chosen(Statement.For loop, IReadOnlyList<object?> items)
    {
        if (loop.Parts.Filter is not { } filter)
            return items;
        return [.. items.Where(item => InFrame(new Frame(_frame), () =>
        {
            Assign(loop.Target, item);
            return PythonOrder.IsTrue(Evaluate(filter));
        }))];
    }

    private string Recursed(Statement.For loop, object? items, (int Depth, Frame Around) inside)
    {
        var outer = _output;
        _output = new System.Text.StringBuilder();
        Deeper();
        try
        {
            InFrame(inside.Around, () => ForItems(loop, items, inside.Depth));
            return _output.ToString();
        }
        finally
        {
            _output = outer;
            _depth--;
        }
    }
}
