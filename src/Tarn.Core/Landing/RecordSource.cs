namespace Tarn.Landing;

/// <summary>What gives the records of a batch to the engine. Closed.</summary>
/// <param name="Sql">What to write after FROM.</param>
internal abstract record RecordSource(string Sql)
{
    /// <summary>A record is JSON text in <c>_record</c>.</summary>
    public sealed record Json(string Sql) : RecordSource(Sql);

    /// <summary>A record is a column a field.</summary>
    public sealed record Fields(string Sql) : RecordSource(Sql);

    /// <summary>A record is a column a field, each with a type of its own.</summary>
    public sealed record Typed(string Sql) : RecordSource(Sql);
}
