namespace Tarn.Core.Tests.Engine;

/// <summary>What was done to a table.</summary>
internal enum ModelWork
{
    Append,
    Change,
    Compact,
    Join,
    Undo,
}
