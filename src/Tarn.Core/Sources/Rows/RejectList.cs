using System.Text;
using System.Text.Json;

namespace Tarn.Sources.Rows;

/// <summary>
/// Collects rejected records in bounded memory: the first ones are held, the others written to a file of JSON lines, which goes away with the list. Safe
/// for threads while it collects; read it afterwards.
/// </summary>
public sealed class RejectList : IDisposable
{
    /// <summary>How much of a record's text is kept.</summary>
    public const int RawCharsMax = 8192;

    private const int HeldMax = 1000;

    private readonly Lock _gate = new();
    private readonly List<RejectedRow> _held = [];
    private readonly string _spillPath;
    private FileStream? _spill;

    /// <summary>An empty list that would spill to a file, which must not be there yet. Its folder must be.</summary>
    public RejectList(string spillPath) => _spillPath = spillPath;

    /// <summary>How many records were rejected.</summary>
    public long Count { get; private set; }

    /// <summary>The rejected records by page and position as far as they are held in memory, then in the order they were found.</summary>
    public IEnumerable<RejectedRow> Rows
    {
        get
        {
            _spill?.Flush();
            return _held.OrderBy(r => r.Page).ThenBy(r => r.Position).Concat(Spilled());
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _spill?.Dispose();
        _spill = null;
        File.Delete(_spillPath);
    }

    internal void Add(int page, long position, long? line, ReadOnlySpan<byte> raw, string reason)
    {
        var text = Encoding.UTF8.GetString(raw[..Math.Min(raw.Length, RawCharsMax)]);
        var row = new RejectedRow(page, position, line, text, reason);
        lock (_gate)
        {
            Count++;
            if (_held.Count < HeldMax)
                _held.Add(row);
            else
                Spill(row);
        }
    }

    private void Spill(RejectedRow row)
    {
        _spill ??= new FileStream(_spillPath, FileMode.CreateNew, FileAccess.Write, FileShare.Read, 1 << 16);
        using (var json = new Utf8JsonWriter(_spill))
        {
            json.WriteStartArray();
            json.WriteNumberValue(row.Page);
            json.WriteNumberValue(row.Position);
            json.WriteNumberValue(row.Line ?? -1);
            json.WriteStringValue(row.Raw);
            json.WriteStringValue(row.Reason);
            json.WriteEndArray();
        }
        _spill.WriteByte((byte)'\n');
    }

    private IEnumerable<RejectedRow> Spilled()
    {
        if (_spill is null)
            yield break;
        using var lines = new StreamReader(new FileStream(_spillPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        while (lines.ReadLine() is { } line)
        {
            using var json = JsonDocument.Parse(line);
            var row = json.RootElement;
            var number = row[2].GetInt64();
            yield return new RejectedRow(row[0].GetInt32(), row[1].GetInt64(), number < 0 ? null : number, row[3].GetString()!, row[4].GetString()!);
        }
    }
}
