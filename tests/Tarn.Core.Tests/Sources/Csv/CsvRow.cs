namespace Tarn.Core.Tests.Sources.Csv;

internal sealed record CsvRow(string?[] Fields, long Row, long Line, string Raw, string? Fault);
