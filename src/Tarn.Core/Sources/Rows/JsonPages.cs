using Tarn.Project;
using Tarn.Sources.Blocks;
using Tarn.Sources.Json;
using Tarn.Storage.Local;

namespace Tarn.Sources.Rows;

/// <summary>Hands out JSON pages piece by piece to whoever asks: a whole document at a time, or a block of JSON lines.</summary>
/// <param name="pages">The pages.</param>
/// <param name="format">How they are written.</param>
/// <param name="open">What opens a page.</param>
internal sealed class JsonPages(IReadOnlyList<PageFile> pages, FileFormat format, Func<PageFile, Stream> open) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly JsonPath? _records = format switch
    {
        FileFormat.Json json => JsonPath.Of(json.Records),
        FileFormat.JsonLines => null,
        _ => throw new ArgumentException($"{format} is not JSON.", nameof(format)),
    };

    private BlockReader? _lines;
    private int _page = -1;
    private int _sequence;

    public void Dispose()
    {
        lock (_gate)
        {
            _lines?.Dispose();
            _lines = null;
            _page = pages.Count;
        }
    }

    /// <summary>The next piece, numbered in the pages' order; null when there is none. A document is read by whoever took it, outside the gate.</summary>
    public JsonPiece? Next()
    {
        var piece = Take();
        return piece is { Block: null } ? piece with { Block = Load(piece.Page) } : piece;
    }

    private JsonPiece? Take()
    {
        lock (_gate)
        {
            while (true)
            {
                if (_lines?.Next() is { } block)
                    return new JsonPiece(_sequence++, pages[_page], block, null);
                _lines?.Dispose();
                _lines = null;
                if (_page + 1 >= pages.Count)
                    return null;
                _page++;
                if (_records is not null)
                    return new JsonPiece(_sequence++, pages[_page], null, _records);
                _lines = new BlockReader(open(pages[_page]));
            }
        }
    }

    /// <summary>A document, which must fit into memory and be JSON with records at their path.</summary>
    private TextBlock Load(PageFile page)
    {
        using var stream = open(page);
        if (stream.Length > SharedBlock.BytesMax)
            throw Wrong("source.file-too-large", "A JSON document of more than 2 GB cannot be read.", page, "Deliver it as JSON lines.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        if (DocumentFault(bytes) is { } fault)
            throw Wrong("source.not-json", $"The page is not JSON ({fault}).", page, "If it is a landed page, it was changed after it landed: land it again.");
        if (!new JsonRecordSlicer(bytes, _records!).Found)
            throw Wrong("source.no-records", $"The page has nothing at '{_records}'.", page, "Check 'records' of the resource.");
        return TextBlock.Copy(bytes);
    }

    private static string? DocumentFault(byte[] bytes)
    {
        try
        {
            var reader = JsonPath.ReaderOf(bytes.AsSpan(JsonRecordSlicer.MarkBytes(bytes)));
            while (reader.Read()) { }
            return null;
        }
        catch (System.Text.Json.JsonException fault)
        {
            return fault.Message;
        }
    }

    private static TarnException Wrong(string code, string what, PageFile page, string next) =>
        new(FailureKind.Failed, new Problem(code, what, page.Path, next));
}
