namespace Tarn.Iceberg.Views;

/// <summary>A representation of a view as JSON has it (view spec, "Representations").</summary>
internal sealed record ViewSqlDocument
{
    public string? Type { get; init; }

    public string? Sql { get; init; }

    public string? Dialect { get; init; }

    /// <summary>Null for a representation that is not SQL: the spec says to pass over it.</summary>
    public ViewSql? ToSql(string path, string location)
    {
        if ((Type ?? throw IcebergException.BrokenProperty(location, path + ".type", "is missing.")) != "sql")
            return null;
        return new ViewSql(
            Sql ?? throw IcebergException.BrokenProperty(location, path + ".sql", "is missing."),
            Dialect ?? throw IcebergException.BrokenProperty(location, path + ".dialect", "is missing."));
    }
}
