using Tarn.DuckDb;

namespace Tarn.Inspection;

/// <summary>A column of a metadata table.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type of the values that C# gives.</param>
/// <param name="Sql">The type in SQL that they are cast to; null when it is the same.</param>
internal sealed record MetadataColumn(string Name, DuckDbType Type, string? Sql = null)
{
    /// <summary>The type that queries see, in SQL.</summary>
    public string Shown => Sql ?? Type.ToString();
}
