using Tarn.Project;
using Tarn.Sql;
using Tarn.Sql.Jinja;
using Tarn.Sql.Values;

namespace Tarn.Models;

/// <summary>The variables and functions that dbt gives to a template, as far as Tarn has them.</summary>
internal sealed class TemplateContext(LakeProject project, IReadOnlyList<JinjaTemplate> macros, RenderScope scope)
{
    private readonly IReadOnlyDictionary<string, JinjaTemplate> _byPath =
        macros.GroupBy(m => m.Path, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);

    /// <summary>What a template sees.</summary>
    public JinjaScope Scope(TemplateHooks hooks) => new()
    {
        Macros = macros,
        Templates = _byPath,
        Variables = new Dictionary<string, object?>(Host(), StringComparer.Ordinal)
        {
            ["ref"] = new JinjaFunction("ref", "model_or_package model? version? v?", hooks.Ref),
            ["source"] = new JinjaFunction("source", "source table", hooks.Source),
            ["config"] = Config(hooks),
            ["this"] = hooks.This,
            ["is_incremental"] = new JinjaFunction("is_incremental", "", _ => hooks.IsIncremental),
            ["should_full_refresh"] = new JinjaFunction("should_full_refresh", "", _ => scope.FullRefresh),
            ["execute"] = hooks.Execute,
            ["model"] = new Dictionary<string, object?> { ["name"] = hooks.Name, ["tags"] = hooks.Tags.ToList<object?>() },
            ["builtins"] = new JinjaDict(
            [
                new("ref", new JinjaFunction("ref", "model_or_package model? version? v?", hooks.Ref)),
                new("source", new JinjaFunction("source", "source table", hooks.Source)),
            ]),
        },
    };

    private Dictionary<string, object?> Host() => new(StringComparer.Ordinal)
    {
        ["var"] = new CallableObject(new JinjaFunction("var", "name default?", Var), new Dictionary<string, object?>
        {
            ["has_var"] = new JinjaFunction("var.has_var", "name", a => project.Vars.ContainsKey(a.Text(0))),
        }),
        ["env_var"] = new JinjaFunction("env_var", "name default?", EnvironmentVariable),
        ["target"] = Target(),
        ["project_name"] = project.Name,
        ["run_started_at"] = new Moment(scope.StartedAt),
        ["invocation_id"] = scope.InvocationId,
        ["flags"] = new Dictionary<string, object?> { ["FULL_REFRESH"] = scope.FullRefresh },
        ["log"] = new JinjaFunction("log", "msg info?", a => Said(a.Text(0))),
        ["print"] = new JinjaFunction("print", "msg", a => Said(a.Text(0))),
        ["exceptions"] = new JinjaDict(
        [
            new("raise_compiler_error", new JinjaFunction("raise_compiler_error", "msg node?", a => throw new JinjaException(a.Text(0)))),
            new("warn", new JinjaFunction("warn", "msg node?", a => Said(a.Text(0)))),
        ]),
    };

    private Dictionary<string, object?> Target() => new(StringComparer.Ordinal)
    {
        ["name"] = project.Target.Name,
        ["profile_name"] = project.Name,
        ["type"] = "duckdb",
        ["schema"] = "main",
        ["branch"] = project.Target.Branch.Value,
        ["threads"] = project.Target.Threads ?? 0,
    };

    private static CallableObject Config(TemplateHooks hooks) => new(
        new JinjaFunction("config", "values? **", a =>
        {
            hooks.Config(a);
            return "";
        }),
        new Dictionary<string, object?>
        {
            ["get"] = new JinjaFunction("config.get", "name default? validator?", a => JinjaValue.From(hooks.ConfigValue(a.Text(0))) ?? a[1]),
            ["require"] = new JinjaFunction("config.require", "name validator?", a =>
                JinjaValue.From(hooks.ConfigValue(a.Text(0))) ?? throw new JinjaException($"The model must configure '{a.Text(0)}'.")),
        });

    private object? Var(BoundArguments arguments)
    {
        var name = arguments.Text(0);
        if (project.Vars.TryGetValue(name, out var value))
            return JinjaValue.From(value);
        return arguments.Has(1)
            ? arguments[1]
            : throw new JinjaException($"There is no variable '{name}'.{Near.Hint(name, project.Vars.Keys)} Set it under vars in tarn.yml, or write var('{name}', default).");
    }

    private object? EnvironmentVariable(BoundArguments arguments)
    {
        var name = arguments.Text(0);
        if (scope.Environment.TryGetValue(name, out var value))
            return value;
        return arguments.Has(1)
            ? arguments[1]
            : throw new JinjaException($"The environment has no '{name}'. Set it, or write env_var('{name}', default).");
    }

    private string Said(string text)
    {
        scope.Log?.Invoke(text);
        return "";
    }
}
