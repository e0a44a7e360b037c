using System.Text;
using Spectre.Console;

namespace Tarn.Cli.Terminals;

/// <summary>
/// Where text goes. Colour and moving lines are for a screen only: Spectre writes escape codes into pipes unless it is told, so it is told
/// here, from the streams themselves, NO_COLOR (no-color.org) and TERM=dumb.
/// </summary>
internal sealed class Terminal : IDisposable
{
    private readonly bool _colour;
    private readonly Lazy<IAnsiConsole> _screen;

    public Terminal(IReadOnlyDictionary<string, string> environment, bool outIsScreen, bool errorIsScreen)
    {
        var dumb = environment.GetValueOrDefault("TERM") == "dumb";
        _colour = !dumb && environment.GetValueOrDefault("NO_COLOR") is not { Length: > 0 };
        (IsScreen, ErrorIsScreen) = (outIsScreen && !dumb, errorIsScreen && !dumb);
        OutBytes = Console.OpenStandardOutput();
        Out = Writer(OutBytes);
        Error = Writer(Console.OpenStandardError());
        Error.AutoFlush = true;
        _screen = new Lazy<IAnsiConsole>(() => Create(Out, _colour && IsScreen));
    }

    /// <summary>Answers as text. Flush before writing to <see cref="OutBytes"/>.</summary>
    public StreamWriter Out { get; }

    /// <summary>Answers as bytes.</summary>
    public Stream OutBytes { get; }

    /// <summary>Errors and notes.</summary>
    public StreamWriter Error { get; }

    /// <summary>True when a person looks at <see cref="Out"/>: lines may move and tables get rules.</summary>
    public bool IsScreen { get; }

    /// <summary>True when a person looks at <see cref="Error"/>.</summary>
    public bool ErrorIsScreen { get; }

    /// <summary>Spectre's console over <see cref="Out"/>; made when first asked for, since a pipe never needs it.</summary>
    public IAnsiConsole Screen => _screen.Value;

    /// <summary>True when a part of an answer is out already, so that no other document can be printed in its place.</summary>
    public bool HasAnswer { get; private set; }

    /// <summary>Says that the answer's bytes begin to flow.</summary>
    public void BeginAnswer()
    {
        HasAnswer = true;
        Out.Flush();
    }

    /// <summary>Text for <see cref="Error"/>, red on a screen.</summary>
    public string Red(string text) => _colour && ErrorIsScreen ? $"\e[31;1m{text}\e[0m" : text;

    /// <summary>A console for moving lines on standard error, which is where they go when standard output holds JSON.</summary>
    public IAnsiConsole ErrorScreen() => Create(Error, _colour && ErrorIsScreen);

    public void Dispose()
    {
        Out.Flush();
        Error.Flush();
    }

    private static StreamWriter Writer(Stream stream) => new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 16 * 1024) { NewLine = "\n" };

    private static IAnsiConsole Create(TextWriter writer, bool colour) => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = AnsiSupport.Yes,
        ColorSystem = colour ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
        Interactive = InteractionSupport.Yes,
        Out = new AnsiConsoleOutput(writer),
    });
}
