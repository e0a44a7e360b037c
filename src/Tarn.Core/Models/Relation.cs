using Tarn.Sql.Values;

namespace Tarn.Models;

/// <summary>What <c>ref</c>, <c>source</c> and <c>this</c> give: it prints as SQL names a table, and knows its parts.</summary>
internal sealed class Relation(string sql, string ns, string name) : JinjaObject
{
    public override string Text => sql;

    public static Relation Of(TableName table) => new(table.Sql, table.Namespace, table.Name);

    /// <summary>The CTE that an ephemeral model becomes, by dbt's name for it.</summary>
    public static Relation OfEphemeral(string model) => new(EphemeralSql.CteName(model), "", EphemeralSql.CteName(model));

    public override bool TryGet(string member, out object? value)
    {
        value = member switch
        {
            "schema" => ns,
            "identifier" or "name" or "table" => name,
            "database" => null,
            "render" => new JinjaFunction("render", "", _ => sql),
            _ => this,
        };
        return !ReferenceEquals(value, this);
    }
}
