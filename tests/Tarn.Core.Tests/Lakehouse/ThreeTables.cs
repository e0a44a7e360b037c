namespace Tarn.Core.Tests.Lakehouse;

/// <summary>
/// Three tables that must agree: the same sum and the same number of rows. A check on the last one fails while the newest revision is odd.
/// </summary>
internal static class ThreeTables
{
    public const string Sums =
        """
        select (select sum(amount) from gold.one) as one, (select sum(amount) from gold.two) as two, (select sum(amount) from gold.three) as three
        """;

    public static TestProject WithThreeTables(this TestProject project) => project
        .With("models/gold/one.sql", "select order_id, amount from {{ source('shop', 'orders') }}")
        .With("models/gold/two.sql", "select order_id, amount from {{ source('shop', 'orders') }} order by amount")
        .With("models/gold/three.sql", "select order_id, amount, (select max(revision) from {{ source('shop', 'orders') }}) % 2 as parity from {{ ref('one') }}")
        .With(
            "models/schema.yml",
            """
            version: 2
            models:
              - name: three
                columns:
                  - name: parity
                    data_tests:
                      - accepted_values: { values: [0], quote: false }
            """);
}
