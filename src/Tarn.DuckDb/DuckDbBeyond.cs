namespace Tarn.DuckDb;

/// <summary>
/// A value that its CLR type cannot hold exactly: an infinite date or timestamp, a year before 1 or after 9999, 24:00:00, a
/// timestamp with odd nanoseconds, a decimal of more than 28 digits. Nothing is rounded and nothing throws: it comes as this.
/// </summary>
/// <param name="Type">The column's type.</param>
/// <param name="Raw">The stored number: days, microseconds ..., or the unscaled decimal.</param>
/// <param name="Text">The value as DuckDB writes it, such as 'infinity'. SQL reads it back.</param>
public sealed record DuckDbBeyond(DuckDbType Type, Int128 Raw, string Text)
{
    /// <inheritdoc/>
    public override string ToString() => Text;
}
