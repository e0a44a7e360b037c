using Tarn.Sources.Blocks;
using Tarn.Sources.Json;

namespace Tarn.Sources.Rows;

/// <summary>A piece of JSON pages.</summary>
/// <param name="Sequence">Its place among all pieces.</param>
/// <param name="Page">Its page.</param>
/// <param name="Block">Its bytes; null until they are loaded.</param>
/// <param name="Records">Where a document has its records; null for JSON lines.</param>
internal sealed record JsonPiece(int Sequence, PageFile Page, TextBlock? Block, JsonPath? Records);
