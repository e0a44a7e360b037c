namespace Tarn.Core.Tests.Engine;

/// <summary>A row of the model: an id that no other row ever has, its partition, and a key that deletes go by.</summary>
internal sealed record ModelRow(int Id, int Partition, int Key);
