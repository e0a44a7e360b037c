using Tarn.DuckDb.Native;

namespace Tarn.DuckDb.Sessions;

/// <summary>Appends rows to a table: a value for each column in order, then <see cref="EndRow"/>. Close it; Dispose alone drops what is not flushed.</summary>
public sealed class RowAppender : IDisposable
{
    private readonly AppenderHandle _handle;

    internal RowAppender(AppenderHandle handle) => _handle = handle;

    /// <summary>Appends a BOOLEAN.</summary>
    public RowAppender Add(bool value) => Checked(_handle.Add(value));

    /// <summary>Appends an integer up to 32 bits.</summary>
    public RowAppender Add(int value) => Checked(_handle.Add(value));

    /// <summary>Appends an integer up to 64 bits.</summary>
    public RowAppender Add(long value) => Checked(_handle.Add(value));

    /// <summary>Appends a FLOAT.</summary>
    public RowAppender Add(float value) => Checked(_handle.Add(value));

    /// <summary>Appends a DOUBLE.</summary>
    public RowAppender Add(double value) => Checked(_handle.Add(value));

    /// <summary>Appends a text.</summary>
    public RowAppender Add(ReadOnlySpan<char> value) => Checked(_handle.Add(value));

    /// <summary>Appends a text; null for NULL.</summary>
    public RowAppender Add(string? value) => value is null ? AddNull() : Add(value.AsSpan());

    /// <summary>Appends a text that is UTF-8 already; not looked at again.</summary>
    public RowAppender AddUtf8(ReadOnlySpan<byte> value) => Checked(_handle.AddUtf8(value));

    /// <summary>Appends a BLOB.</summary>
    public RowAppender Add(ReadOnlySpan<byte> value) => Checked(_handle.AddBlob(value));

    /// <summary>Appends a DATE.</summary>
    public RowAppender Add(DateOnly value) => Checked(_handle.Add(value));

    /// <summary>Appends a TIME.</summary>
    public RowAppender Add(TimeOnly value) => Checked(_handle.Add(value));

    /// <summary>Appends a TIMESTAMP, as the value's face shows.</summary>
    public RowAppender Add(DateTime value) => Checked(_handle.Add(value));

    /// <summary>Appends any value that <see cref="DuckDbValues"/> names; the column casts it.</summary>
    public RowAppender AddValue(object? value) => Checked(_handle.AddValue(value));

    /// <summary>Appends NULL.</summary>
    public RowAppender AddNull() => Checked(_handle.AddNull());

    /// <summary>Appends the column's default.</summary>
    public RowAppender AddDefault() => Checked(_handle.AddDefault());

    /// <summary>Ends the row. Rows are checked against constraints when they are flushed, which may be here.</summary>
    public void EndRow() => Checked(_handle.EndRow());

    /// <summary>Makes the rows part of the table. Throws when one breaks a constraint; then no row of this batch is.</summary>
    public void Flush() => Checked(_handle.Flush());

    /// <summary>Flushes and ends.</summary>
    public void Close()
    {
        Checked(_handle.FlushAndClose());
        _handle.Dispose();
    }

    /// <summary>Ends. Rows that were not flushed are dropped.</summary>
    public void Dispose() => _handle.Dispose();

    private RowAppender Checked(bool done) => done ? this : throw _handle.Failure();
}
