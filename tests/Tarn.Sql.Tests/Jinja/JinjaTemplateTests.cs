using Tarn.Sql.Jinja;
using Tarn.Sql.Values;

namespace Tarn.Sql.Tests.Jinja;

public sealed class JinjaTemplateTests
{
    [Fact]
    public void A_failure_tells_file_line_and_column()
    {
        var fault = Should.Throw<JinjaException>(() => Render("select 1\nfrom {{ custmer.name }}"));
        (fault.Path, fault.Line, fault.Column).ShouldBe(("models/a.sql", 2, 17));
        fault.Message.ShouldBe("models/a.sql:2:17: 'custmer' is undefined.");
    }

    [Fact]
    public void A_member_that_is_missing_is_told_with_its_path() =>
        Should.Throw<JinjaException>(() => Render("{% set row = {'a': {}} %}{{ row.a.name.first }}"))
            .What.ShouldBe("'row.a.name' is undefined: this dict has no such member.");

    [Fact]
    public void A_call_of_what_is_undefined_names_it() =>
        Should.Throw<JinjaException>(() => Render("{{ dbt_utils(1) }}")).What
            .ShouldBe("'dbt_utils' is undefined, and so it cannot be called. No macro or function has this name.");

    [Fact]
    public void A_tag_that_is_not_closed_is_told_where_it_opens()
    {
        var fault = Should.Throw<JinjaException>(() => Render("a\n  {% if true %}\nb"));
        (fault.Line, fault.Column, fault.What).ShouldBe((2, 6, "'if' is not closed: {% endif %} is missing."));
    }

    [Theory]
    [InlineData("{{ 1|uper }}", "There is no filter 'uper'. Did you mean 'upper'?")]
    [InlineData("{{ 1 is definde }}", "There is no test 'definde'. Did you mean 'defined'?")]
    [InlineData("{{ 'a' + 1 }}", "A str and a int have no '+'. To join text with something else, write '~'.")]
    [InlineData("{% materialization x %}", "There is no tag 'materialization' here.")]
    [InlineData("{{ 9223372036854775807 + 1 }}", "The result of 9223372036854775807 + 1 does not fit into 64 bits.")]
    [InlineData("{{ [1, 2 }}", "'}' stands where ']' is needed.")]
    [InlineData("{% macro m(a) %}{% endmacro %}{{ m(1, 2) }}", "The macro 'm' takes at most 1 arguments but got 2.")]
    public void A_failure_tells_what_is_wrong(string template, string what) =>
        Should.Throw<JinjaException>(() => Render(template)).What.ShouldBe(what);

    [Theory]
    [InlineData("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "more than 200 deep")]
    [InlineData("{% macro m() %}{% for i in [1] %}{% if true %}{{ [m()]|join|upper ~ 1 }}{% endif %}{% endfor %}{% endmacro %}{{ m() }}", "deep")]
    [InlineData("{% for i in range(100000) %}{% for j in range(100000) %}{% endfor %}{% endfor %}", "steps")]
    [InlineData("{% set ns = namespace(s='abcdefgh') %}{% for i in range(60) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}", "characters")]
    [InlineData("{{ 'a' * 999999999999 }}", "more than")]
    [InlineData("{{ '%999999999d' % 1 }}", "more than")]
    [InlineData("{{ range(9999999999) }}", "at most 100000")]
    [InlineData("{% set l = [] %}{% do l.append(l) %}{{ l }}", "contains itself")]
    public void What_never_ends_is_an_error(string template, string told) =>
        Should.Throw<JinjaException>(() => Render(template)).What.ShouldContain(told);

    [Fact]
    public void Brackets_that_never_end_are_an_error() =>
        Should.Throw<JinjaException>(() => Render("{{ " + new string('(', 100_000) + new string(')', 100_000) + " }}")).What.ShouldContain("nested");

    [Fact]
    public void An_endless_include_is_an_error()
    {
        var loop = JinjaTemplate.Parse("{% include 'loop' %}", "loop.sql");
        var scope = new JinjaScope { Templates = new Dictionary<string, JinjaTemplate> { ["loop"] = loop } };
        Should.Throw<JinjaException>(() => loop.Render(scope)).What.ShouldContain("deep");
    }

    [Fact]
    public void Macros_of_other_files_see_each_other_and_the_hosts_variables()
    {
        JinjaTemplate[] macros =
        [
            JinjaTemplate.Parse("{% macro cents(column) %}({{ column }} / {{ by() }})::{{ kind }}{% endmacro %}", "macros/cents.sql"),
            JinjaTemplate.Parse("{% macro by() %}100{% endmacro %}", "macros/by.sql"),
        ];
        var scope = new JinjaScope { Macros = macros, Variables = new Dictionary<string, object?> { ["kind"] = "decimal" } };
        JinjaTemplate.Parse("select {{ cents('price') }}", "models/a.sql").Render(scope).ShouldBe("select (price / 100)::decimal");
    }

    [Fact]
    public void A_failure_in_a_macro_is_told_in_the_macros_file()
    {
        var macros = JinjaTemplate.Parse("{% macro m(x) %}\n{{ x + 1 }}{% endmacro %}", "macros/m.sql");
        var fault = Should.Throw<JinjaException>(() => JinjaTemplate.Parse("{{ m('a') }}", "models/a.sql").Render(new JinjaScope { Macros = [macros] }));
        (fault.Path, fault.Line).ShouldBe(("macros/m.sql", 2));
    }

    [Fact]
    public void Return_leaves_its_macro_with_a_value_of_any_kind() =>
        Render("{% macro pair(x) %}{% for i in [1, 2] %}{% if i == 2 %}{{ return([x, i]) }}{% endif %}{% endfor %}lost{% endmacro %}{{ pair('a')[1] + 1 }}{% do return_nothing %}")
            .ShouldBe("3");

    [Fact]
    public void Return_in_a_call_block_leaves_the_macro_that_it_calls() =>
        Render("{% macro each() %}{{ caller() }}after{% endmacro %}{% macro m() %}{% call each() %}{% do return(7) %}{% endcall %}{% endmacro %}{{ m() }}")
            .ShouldBe("7");

    [Fact]
    public void A_test_block_is_a_macro_with_a_prefix()
    {
        var template = JinjaTemplate.Parse("{% test positive(model, column_name) %}{{ model }}.{{ column_name }} <= 0{% endtest %}", "macros/t.sql");
        template.MacroNames.ShouldBe(["test_positive"]);
        JinjaTemplate.Parse("{{ test_positive('t', column_name='c') }}", "a.sql").Render(new JinjaScope { Macros = [template] }).ShouldBe("t.c <= 0");
    }

    [Fact]
    public void Import_gives_macros_and_variables_and_sees_no_context_unless_told()
    {
        var forms = JinjaTemplate.Parse("{% set size = 3 %}{% set _own = 1 %}{% macro f(x) %}{{ x }}{{ size }}{{ seen }}{% endmacro %}", "forms");
        var scope = new JinjaScope { Templates = new Dictionary<string, JinjaTemplate> { ["forms"] = forms } };
        string R(string text) => JinjaTemplate.Parse(text, "a").Render(scope);
        R("{% set seen = 'S' %}{% import 'forms' as forms %}{{ forms.f(1) }}{{ forms.size }}{{ forms._own is defined }}").ShouldBe("133False");
        R("{% set seen = 'S' %}{% from 'forms' import f as g, size with context %}{{ g(1) }}{{ size }}").ShouldBe("13S3");
        R("{% set seen = 'S' %}[{% include 'nope' ignore missing %}]").ShouldBe("[]");
    }

    [Fact]
    public void The_hosts_functions_take_arguments_by_place_and_name()
    {
        var scope = new JinjaScope
        {
            Variables = new Dictionary<string, object?>
            {
                ["var"] = new JinjaFunction("var", "name default?", a => a.Has(1) ? a[1] : a.Text(0).ToUpperInvariant()),
                ["numbers"] = new List<object?> { 1, 2L, 3.5f },
                ["map"] = new Dictionary<string, object?> { ["k"] = new List<object?>() },
            },
        };
        string R(string text) => JinjaTemplate.Parse(text, "a").Render(scope);
        R("{{ var('x') }} {{ var(name='y') }} {{ var('z', default=4) + 1 }} {{ numbers }} {{ map }}").ShouldBe("X Y 5 [1, 2, 3.5] {'k': []}");
        Should.Throw<JinjaException>(() => R("{{ var() }}")).What.ShouldBe("var() is missing its argument 'name'.");
        Should.Throw<JinjaException>(() => R("{{ var('a', defualt=1) }}")).What.ShouldBe("var() has no argument 'defualt'.");
        Should.Throw<JinjaException>(() => R("{{ var('a', name='b') }}")).What.ShouldBe("var() got its argument 'name' twice.");
    }

    [Fact]
    public void Values_come_back_to_the_host_as_plain_lists_and_dictionaries()
    {
        object? seen = null;
        var keep = new JinjaFunction("keep", "value", a => seen = JinjaValue.ToHost(a[0]));
        JinjaTemplate.Parse("{% do keep({'a': [1, (2, none)], 'b': nope}) %}", "a").Render(new JinjaScope { Variables = new Dictionary<string, object?> { ["keep"] = keep } });
        var map = seen.ShouldBeAssignableTo<IReadOnlyDictionary<string, object?>>()!;
        map["b"].ShouldBeNull();
        var list = map["a"].ShouldBeAssignableTo<IReadOnlyList<object?>>()!;
        list[1].ShouldBeAssignableTo<IReadOnlyList<object?>>()!.ShouldBe([2L, null]);
    }

    private static string Render(string text) => JinjaTemplate.Parse(text, "models/a.sql").Render(new JinjaScope { Limits = new JinjaLimits { StepsMax = 300_000 } });
}
