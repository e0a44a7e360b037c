using System.Runtime.CompilerServices;
using System.Text;
using Tarn.Sql.Syntax;
using Tarn.Sql.Values;

namespace Tarn.Sql.Jinja;

/// <summary>Renders one template once: its variables, macros, output and how much of its limits is used.</summary>
internal sealed partial class Interpreter
{
    private readonly JinjaScope _scope;
    private readonly Frame _host = new(null);
    private JinjaTemplate _template = null!;
    private Frame _frame;
    private StringBuilder _output = new();
    private long _steps;
    private long _printed;
    private int _depth;

    public Interpreter(JinjaScope scope)
    {
        _scope = scope;
        foreach (var (name, value) in Globals.Functions(scope.Limits))
            _host.Set(name, value);
        foreach (var (name, value) in scope.Variables)
            _host.Set(name, JinjaValue.From(value));
        foreach (var template in scope.Macros)
            foreach (var macro in template.TopMacros)
                _host.Set(macro.Name, new MacroFunction(this, macro, template, _host));
        _frame = _host;
    }

    public JinjaLimits Limits => _scope.Limits;

    public string Render(JinjaTemplate template)
    {
        try
        {
            return RenderIn(template, new Frame(_host));
        }
        catch (ReturnException)
        {
            throw new JinjaException("'return' stands outside of a macro.", template.Path, new Place(1, 1));
        }
    }

    /// <summary>What a template prints with its variables in a frame.</summary>
    private string RenderIn(JinjaTemplate template, Frame frame)
    {
        var (before, around) = (_template, _frame);
        _template = template;
        Deeper();
        try
        {
            _frame = frame;
            return Captured(template.Body).Text;
        }
        finally
        {
            (_template, _frame) = (before, around);
            _depth--;
        }
    }

    /// <summary>What statements print, taken aside, and where execution goes after them.</summary>
    private (string Text, Flow Flow) Captured(IReadOnlyList<Statement> body)
    {
        var outer = _output;
        _output = new StringBuilder();
        try
        {
            var flow = Run(body);
            return (_output.ToString(), flow);
        }
        finally
        {
            _output = outer;
        }
    }

    private Flow Run(IReadOnlyList<Statement> body)
    {
        foreach (var statement in body)
        {
            var flow = Execute(statement);
            if (flow != Flow.Next)
                return flow;
        }
        return Flow.Next;
    }

    /// <summary>Runs statements with variables of their own.</summary>
    private T InFrame<T>(Frame frame, Func<T> run)
    {
        var around = _frame;
        _frame = frame;
        try
        {
            return run();
        }
        finally
        {
            _frame = around;
        }
    }

    private Flow Execute(Statement statement)
    {
        try
        {
            Step();
            return Visit(statement);
        }
        catch (JinjaException fault) when (fault.Path is null)
        {
            throw new JinjaException(fault.What, _template.Path, statement.Place, fault);
        }
    }

    private object? Evaluate(Expression expression)
    {
        try
        {
            Step();
            return Value(expression);
        }
        catch (JinjaException fault) when (fault.Path is null)
        {
            throw new JinjaException(fault.What, _template.Path, expression.Place, fault);
        }
    }

    private void Print(string text)
    {
        _printed += text.Length;
        if (_printed > Limits.CharactersMax)
            throw new JinjaException($"The template prints more than {Limits.CharactersMax} characters.");
        _output.Append(text);
    }

    private void Step()
    {
        if (++_steps > Limits.StepsMax)
            throw new JinjaException($"The template takes more than {Limits.StepsMax} steps; it may never end.");
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw TooDeep();
    }

    private void Deeper()
    {
        if (++_depth > Limits.DepthMax)
            throw TooDeep();
    }

    private JinjaException TooDeep() => new($"Macros and includes call each other more than {Limits.DepthMax} deep; they may never end.");
}
