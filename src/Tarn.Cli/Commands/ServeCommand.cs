using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Tarn.Cli.Terminals;
using Tarn.Lakehouse;
using Tarn.Server.Access;
using Tarn.Server.IcebergRest;

namespace Tarn.Cli.Commands;

/// <summary><c>tarn serve</c>.</summary>
internal sealed class ServeCommand : TarnCommand
{
    private const int PortDefault = 8181;
    private const int PortMax = 65535;

    private readonly Option<int?> _port = NumberOption.Create("--port", "PORT", $"Listen on this port; 0 takes a free one. Default: {PortDefault}.", least: 0, PortMax);

    private readonly Option<string?> _host = new("--host")
    {
        Description = "Listen on this address of the machine, 0.0.0.0 for all; needs --tokens. Default: 127.0.0.1.",
        HelpName = "ADDRESS",
    };

    private readonly Option<string?> _tokens = new("--tokens")
    {
        Description = "Let in only bearers of the tokens in this file: a line 'name read|write SHA-256' for each.",
        HelpName = "FILE",
    };

    public ServeCommand(Shell shell)
        : base(shell, "serve", "Serve the lake as an Iceberg REST catalog, so that Spark, Trino, PyIceberg, DuckDB and others read and write it.")
    {
        Options.Add(_port);
        Options.Add(_host);
        Options.Add(_tokens);
    }

    public override string Notes =>
        "Clients take http://HOST:PORT/iceberg as their catalog's address, and a branch, a tag or a commit as the warehouse (main when they name none). Only branches can be written. Each commit of a client is a commit of the lake. Ctrl-C ends it. docs/how-to shows how each client is set up.";

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("serve", "On this machine only, to whoever is on it."),
        ("serve --host 0.0.0.0 --tokens tokens.txt", "To the network, with tokens; put TLS before it."),
    ];

    protected override async Task<int> RunAsync(CommandCall call, CancellationToken cancel)
    {
        var host = HostOf(call.Get(_host));
        var gate = new AccessGate(TokensOf(call), new Caller(call.Shell.Author, AccessScope.Write));
        if (gate.Tokens is null && !IPAddress.IsLoopback(host))
            throw new TarnException(FailureKind.Invalid, new Problem(
                "serve.open-host", $"Without tokens the lake is served on this machine only, not on {host}.", Next: "Give --tokens FILE, or leave --host out."));
        await using var lake = await call.OpenAsync(MissingLake.Make, cancel);
        await using var server = await StartAsync(call, lake, new IcebergRestOptions
        {
            Host = host,
            Port = call.Get(_port) ?? PortDefault,
            Gate = gate,
            Branch = lake.Project.Target.Branch,
            Log = line => call.Terminal.Error.WriteLine(line),
        }, cancel);
        Tell(call, lake, server);
        await UntilAsync(cancel);
        return ExitCodes.Ok;
    }

    private static void Tell(CommandCall call, Lakehouse.Lakehouse lake, IcebergRestServer server)
    {
        if (call.Json)
            call.PrintObject(json =>
            {
                json.WriteString("iceberg", server.Address.ToString());
                json.WriteString("warehouse", lake.Project.Target.Branch.Value);
            });
        else
            call.PrintLine($"serving {lake.Project.Name} at {server.Address} (warehouse {lake.Project.Target.Branch}); Ctrl-C ends it");
        call.Out.Flush();
    }

    private static async Task<IcebergRestServer> StartAsync(CommandCall call, Lakehouse.Lakehouse lake, IcebergRestOptions options, CancellationToken cancel)
    {
        try
        {
            return await IcebergRestServer.StartAsync(lake.Catalog, lake.Tables, call.Shell.Ids, options, cancel);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            throw new TarnException(FailureKind.Unavailable, new Problem(
                "serve.address", $"Cannot listen on {new IPEndPoint(options.Host, options.Port)}: {e.Message}", Next: "Choose another port with --port, or end what listens there."), e);
        }
    }

    private Func<TokenFile>? TokensOf(CommandCall call)
    {
        if (call.Get(_tokens) is not { } file)
            return null;
        var path = call.Shell.PathOf(file);
        try
        {
            return new WatchedTokens(path, call.Shell.Ids.Time, line => call.Terminal.Error.WriteLine(line)).Now;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TarnException(FailureKind.Invalid, new Problem("usage.file", "The file with the tokens cannot be read.", path, e.Message), e);
        }
    }

    private static IPAddress HostOf(string? text) => text switch
    {
        null or "localhost" => IPAddress.Loopback,
        _ when IPAddress.TryParse(text, out var address) => address,
        _ => throw new TarnException(FailureKind.Invalid, new Problem(
            "serve.host", $"'{text}' is not an address of this machine.", Next: "Write an IP address: 127.0.0.1, 0.0.0.0 or ::.")),
    };

    /// <summary>Ctrl-C is how it is meant to end, so that it is no failure.</summary>
    private static async Task UntilAsync(CancellationToken cancel)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancel.Register(ended.SetResult);
        await ended.Task;
    }
}
