namespace Tarn.Core.Tests.Engine;

/// <summary>Something that was done to a table; a partition of null is every one.</summary>
internal sealed record ModelDeed(int Id, ModelWork Work, int? Partition);
