namespace Tarn.Sources.Csv;

/// <summary>How a field is written.</summary>
internal enum CsvFieldKind
{
    /// <summary>Without quotes.</summary>
    Plain,

    /// <summary>In quotes, the content as it stands.</summary>
    Quoted,

    /// <summary>In quotes, with escapes to undo.</summary>
    Escaped,
}
