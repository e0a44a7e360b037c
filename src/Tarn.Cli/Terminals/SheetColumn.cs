namespace Tarn.Cli.Terminals;

/// <summary>A column of a sheet.</summary>
/// <param name="Title">Its head; when all are empty no line of heads is printed.</param>
/// <param name="Right">True for figures, which stand at the right.</param>
internal readonly record struct SheetColumn(string Title, bool Right = false);
