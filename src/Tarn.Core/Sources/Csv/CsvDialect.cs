using System.Text;
using Tarn.Project;

namespace Tarn.Sources.Csv;

/// <summary>How one CSV file is written (RFC 4180 and its relatives). Signs are single bytes of ASCII.</summary>
public sealed record CsvDialect
{
    /// <summary>What stands between two fields.</summary>
    public byte Delimiter { get; init; } = (byte)',';

    /// <summary>What a field is wrapped in. 0 when the file has no quotes.</summary>
    public byte Quote { get; init; } = (byte)'"';

    /// <summary>What goes before a quote inside quotes. The quote itself means that quotes are doubled; 0 that nothing escapes.</summary>
    public byte Escape { get; init; } = (byte)'"';

    /// <summary>What ends a record: LF (a CR before it belongs to it), or CR in files of old.</summary>
    public byte NewLine { get; init; } = (byte)'\n';

    /// <summary>True when the first record holds the names of the columns.</summary>
    public bool Header { get; init; } = true;

    /// <summary>The names when there is no header; empty names them <c>column_1</c> and on.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>What an unquoted field says when it has no value. A quoted one is text, the empty text included.</summary>
    public IReadOnlyList<string> NullTexts { get; init; } = [""];

    /// <summary>How the file's text is coded, when no byte order mark says otherwise.</summary>
    public Encoding Encoding { get; init; } = Encoding.UTF8;

    /// <summary>The largest record; a longer one goes to the rejects.</summary>
    public int RecordBytesMax { get; init; } = 16 << 20;

    /// <summary>True when spaces around quotes do not count, which is always, except in files delimited by spaces.</summary>
    internal bool SkipsSpaces => Delimiter != (byte)' ';

    /// <summary>The dialect that a declaration tells.</summary>
    /// <exception cref="TarnException">Invalid: a sign is not ASCII, or the encoding is unknown.</exception>
    public static CsvDialect Of(FileFormat.Csv declared) => new()
    {
        Delimiter = SignOf(declared.Delimiter),
        Quote = declared.Quote is { } quote ? SignOf(quote) : (byte)0,
        Escape = declared.Escape is { } escape ? SignOf(escape) : (byte)0,
        Header = declared.Header,
        Names = declared.ColumnNames,
        NullTexts = declared.NullTexts,
        Encoding = EncodingOf(declared.Encoding),
    };

    private static byte SignOf(char sign) => char.IsAscii(sign)
        ? (byte)sign
        : throw new TarnException(FailureKind.Invalid, new Problem("source.csv-sign", $"'{sign}' cannot part or quote fields.", Next: "Take a sign of ASCII."));

    private static Encoding EncodingOf(string name)
    {
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (ArgumentException fault)
        {
            throw new TarnException(
                FailureKind.Invalid,
                new Problem("source.csv-encoding", $"'{name}' is no encoding that is known here.", Next: "Write utf-8, utf-16, iso-8859-1 or windows-1252."),
                fault);
        }
    }
}
