namespace Tarn.Core.Tests.Lakehouse;

/// <summary>The models of the tests of whole runs: one of each kind.</summary>
internal static class ShopModels
{
    /// <summary>An append, a merge by key, an ephemeral model, a table and a view, with checks between them.</summary>
    public static TestProject WithModels(this TestProject project) => project
        .With("models/silver/order_log.sql", Log)
        .With("models/silver/orders.sql", Orders)
        .With("models/silver/dear_orders.sql", "{{ config(materialized='ephemeral') }}\nselect * from {{ ref('orders') }} where amount >= 100")
        .With("models/gold/totals.sql", "select customer, count(*) as orders, sum(amount)::bigint as amount from {{ ref('orders') }} group by customer")
        .With("models/gold/dear_totals.sql", "select customer, count(*) as orders from {{ ref('dear_orders') }} group by customer")
        .With("models/gold/all_totals.sql", "{{ config(materialized='view') }}\nselect sum(orders)::bigint as orders, sum(amount)::bigint as amount from {{ ref('totals') }}")
        .With("models/schema.yml", Checks);

    private const string Log =
        """
        {{ config(materialized='incremental') }}
        select order_id, amount, revision from {{ source('shop', 'orders') }}
        {% if is_incremental() %}
        where revision > (select max(revision) from {{ this }})
        {% endif %}
        """;

    private const string Orders =
        """
        {{ config(materialized='incremental', unique_key='order_id') }}
        select order_id, max_by(customer, revision) as customer, max_by(amount, revision) as amount, max(revision) as revision
        from {{ source('shop', 'orders') }}
        {% if is_incremental() %}
        where revision > (select max(revision) from {{ this }})
        {% endif %}
        group by order_id
        """;

    private const string Checks =
        """
        version: 2
        models:
          - name: orders
            columns:
              - name: order_id
                data_tests: [unique, not_null]
          - name: totals
            columns:
              - name: customer
                data_tests: [unique, not_null]
        """;
}
