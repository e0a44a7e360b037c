namespace Tarn.Sql.Jinja;

/// <summary>dbt's <c>return</c> on its way to the macro that it leaves.</summary>
internal sealed class ReturnException(object? value) : Exception
{
    public object? Value => value;
}
