namespace Tarn.Iceberg.Partitions;

/// <summary>One part of a partition tuple.</summary>
/// <param name="SourceId">The id of the column it is made from.</param>
/// <param name="FieldId">Its own id, 1000 or more, kept when specs evolve.</param>
/// <param name="Name">Its name, unique in the spec.</param>
/// <param name="Transform">How it is made.</param>
public sealed record PartitionField(int SourceId, int FieldId, string Name, Transform Transform);
