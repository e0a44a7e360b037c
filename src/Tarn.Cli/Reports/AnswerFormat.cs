namespace Tarn.Cli.Reports;

/// <summary>How rows are printed.</summary>
internal enum AnswerFormat
{
    /// <summary>Columns for people.</summary>
    Table,

    /// <summary>RFC 4180 with a head line.</summary>
    Csv,

    /// <summary>One array of objects.</summary>
    Json,

    /// <summary>An object a line.</summary>
    JsonLines,
}
