using Tarn.Sources.Blocks;

namespace Tarn.Sources.Rows;

/// <summary>A block that a reader works on, and its page.</summary>
internal readonly record struct CsvBlockInHand(TextBlock Block, CsvPage Page);
