using Tarn.Sql.Syntax;
using Tarn.Sql.Values;

namespace Tarn.Sql.Jinja;

internal sealed partial class Interpreter
{
    /// <summary>What a macro prints, or what its <c>return</c> gives.</summary>
    public object? CallMacro(MacroFunction function, JinjaArguments arguments)
    {
        var (template, frame, output, depth) = (_template, _frame, _output, _depth);
        Deeper();
        try
        {
            _template = function.Home;
            _frame = new Frame(function.Around);
            BindParameters(function.Macro, arguments);
            return Captured(function.Macro.Body).Text;
        }
        catch (ReturnException returned) when (function.Macro.Name != "caller")
        {
            return returned.Value;
        }
        finally
        {
            (_template, _frame, _output, _depth) = (template, frame, output, depth);
        }
    }

    private void BindParameters(Statement.Macro macro, JinjaArguments arguments)
    {
        var named = new JinjaDict(arguments.Named.Select(n => KeyValuePair.Create((object?)n.Key, n.Value)));
        for (var i = 0; i < macro.Parameters.Count; i++)
            _frame.Set(macro.Parameters[i].Name, Argument(macro, i, (arguments.Positional, named)));
        if (named.TryGet("caller", out var caller))
            _frame.Set("caller", caller);
        named.Remove("caller");
        var extra = arguments.Positional.Skip(macro.Parameters.Count).ToList();
        _frame.Set("varargs", new JinjaTuple(extra));
        _frame.Set("kwargs", named);
        if (extra.Count > 0 && !macro.TakesRest)
            throw new JinjaException($"The macro '{macro.Name}' takes at most {macro.Parameters.Count} arguments but got {arguments.Positional.Count}.");
        if (named.Count > 0 && !macro.TakesNamed)
            throw new JinjaException($"The macro '{macro.Name}' has no argument '{PythonText.Str(named.Keys.First())}'.");
    }

    private object? Argument(Statement.Macro macro, int index, (IReadOnlyList<object?> Positional, JinjaDict Named) given)
    {
        var (name, otherwise) = macro.Parameters[index];
        var isNamed = given.Named.TryGet(name, out var value);
        given.Named.Remove(name);
        if (index < given.Positional.Count)
            return isNamed ? throw new JinjaException($"The macro '{macro.Name}' got its argument '{name}' twice.") : given.Positional[index];
        if (isNamed)
            return value;
        return otherwise is null ? new JinjaUndefined(name, $"'{name}' is undefined: the macro '{macro.Name}' was called without it.") : Evaluate(otherwise);
    }

    private Flow Include(Statement.Include include)
    {
        var name = PythonText.Str(Evaluate(include.Template));
        if (!_scope.Templates.TryGetValue(name, out var template))
            return include.IgnoresMissing ? Flow.Next : throw NoTemplate(name);
        return Printed(RenderIn(template, new Frame(include.SeesContext ? _frame : _host)));
    }

    private Flow FromImport(Statement.FromImport import)
    {
        var module = Module(import.Template, import.SeesContext);
        foreach (var (name, alias) in import.Names)
            _frame.Set(alias, module.TryGet(name, out var member) ? member : new JinjaUndefined(name, $"'{name}' is undefined: {module.Text} does not define it."));
        return Flow.Next;
    }

    /// <summary>What a template defines outside of all its blocks, as members of one object.</summary>
    private JinjaNamespace Module(Expression expression, bool seesContext)
    {
        var name = PythonText.Str(Evaluate(expression));
        var template = _scope.Templates.GetValueOrDefault(name) ?? throw NoTemplate(name);
        var frame = new Frame(seesContext ? _frame : _host);
        RenderIn(template, frame);
        var members = frame.Variables.Where(v => !v.Key.StartsWith('_')).Select(v => KeyValuePair.Create((object?)v.Key, v.Value));
        return new JinjaNamespace($"<module '{name}'>", new JinjaDict(members), isFixed: true);
    }

    private JinjaException NoTemplate(string name) =>
        new($"There is no template '{name}'.{(_scope.Templates.Count == 0 ? "" : $" There are: {string.Join(", ", _scope.Templates.Keys.Order(StringComparer.Ordinal).Take(10))}.")}");
}
