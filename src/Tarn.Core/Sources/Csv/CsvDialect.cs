namespace Tarn.Sources.Csv;

/// <summary>How one CSV file is written (RFC 4180 and its relatives). Signs are single bytes of ASCII.</summary>
public sealed record CsvDialect
{
    /// <summary>What stands between two fields.</summary>
    public byte Delimiter { get; init; } = (byte)',';

    /// <summary>What a field is wrapped in. 0 when the file has no quotes.</summary>
    public byte Quote { get; init; } = (byte)'"';

    /// <summary>What goes before a quote inside quotes. The quote itself means that quotes are doubled.</summary>
    public byte Escape { get; init; } = (byte)'"';

    /// <summary>What ends a record: LF (a CR before it belongs to it), or CR in files of old.</summary>
    public byte NewLine { get; init; } = (byte)'\n';

    /// <summary>True when the first record holds the names of the columns.</summary>
    public bool Header { get; init; } = true;

    /// <summary>What an unquoted field says when it has no value. A quoted one is text, the empty text included.</summary>
    public string NullText { get; init; } = "";

    /// <summary>The largest record; a longer one goes to the rejects.</summary>
    public int RecordBytesMax { get; init; } = 16 << 20;

    /// <summary>True when spaces around quotes do not count, which is always, except in files delimited by spaces.</summary>
    internal bool SkipsSpaces => Delimiter != (byte)' ';
}
