namespace Tarn.Server.Access;

/// <summary>
/// A token file that is read again when it was written, so that a token is given or taken without a restart. What cannot be read leaves the tokens
/// before it in force. Safe for threads.
/// </summary>
public sealed class WatchedTokens
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly TimeProvider _time;
    private readonly Action<string> _log;
    private TokenFile _file;
    private DateTime _written;
    private long _looked;

    /// <summary>Reads the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="time">The clock; the file is looked at once a second at most.</param>
    /// <param name="log">Is told when the file cannot be read any more.</param>
    /// <exception cref="TarnException">Invalid <c>serve.tokens</c>.</exception>
    public WatchedTokens(string path, TimeProvider time, Action<string> log)
    {
        (_path, _time, _log) = (path, time, log);
        (_written, _looked) = (File.GetLastWriteTimeUtc(path), time.GetTimestamp());
        _file = TokenFile.Parse(File.ReadAllText(path), path);
    }

    /// <summary>The tokens in force.</summary>
    public TokenFile Now()
    {
        lock (_gate)
        {
            if (_time.GetElapsedTime(_looked) < LookEvery)
                return _file;
            _looked = _time.GetTimestamp();
            var written = File.GetLastWriteTimeUtc(_path);
            if (written != _written)
                Read(written);
            return _file;
        }
    }

    private void Read(DateTime written)
    {
        _written = written;
        try
        {
            _file = TokenFile.Parse(File.ReadAllText(_path), _path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or TarnException)
        {
            _log($"The tokens in force stay, since the file cannot be read: {e.Message}");
        }
    }
}
