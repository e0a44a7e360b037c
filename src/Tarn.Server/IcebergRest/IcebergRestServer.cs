using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Tarn.Catalog;
using Tarn.Engine;
using Tarn.Server.Access;

namespace Tarn.Server.IcebergRest;

/// <summary>
/// Serves a lake as an Iceberg REST catalog over HTTP, under <c>/iceberg</c>: every branch, tag and commit is a warehouse. Dispose it.
/// </summary>
public sealed class IcebergRestServer : IAsyncDisposable
{
    private const string Root = "/iceberg";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly WebApplication _app;

    private IcebergRestServer(WebApplication app, Uri address) => (_app, Address) = (app, address);

    /// <summary>Where clients find it: <c>http://127.0.0.1:8181/iceberg</c>.</summary>
    public Uri Address { get; }

    /// <summary>Listens; returns when requests are taken.</summary>
    /// <exception cref="IOException">The port is taken, or the address is none of this machine's.</exception>
    public static async Task<IcebergRestServer> StartAsync(
        LakeCatalog catalog, LakeTables tables, IdSource ids, IcebergRestOptions options, CancellationToken cancel = default)
    {
        var lake = new RestLake(catalog, tables, ids, new CommitQueue(catalog));
        var app = Build(options);
        foreach (var endpoint in RestEndpoints.All(options.Gate.Tokens))
            Map(app, endpoint, lake, options);
        app.MapFallback(http => RestErrors.ReplyOf(NoRoute(http.Request)).SendAsync(http.Response));
        try
        {
            await app.StartAsync(cancel);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        return new IcebergRestServer(app, new Uri(addresses.First() + Root));
    }

    /// <summary>Takes no more requests, and gives those under way a second.</summary>
    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await _app.StopAsync(patience.Token);
        await _app.DisposeAsync();
    }

    private static WebApplication Build(IcebergRestOptions options)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(options.Host, options.Port);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, CallersLifetime>();
        return builder.Build();
    }

    /// <summary>A path with a prefix is found without one too, for clients that leave it out: it means the default branch.</summary>
    private static void Map(WebApplication app, RestEndpoint endpoint, RestLake lake, IcebergRestOptions options)
    {
        Task Serve(HttpContext http) => ServeAsync(http, endpoint, lake, options);
        app.MapMethods(Root + endpoint.Path, [endpoint.Method], Serve);
        if (endpoint.Path.Contains("/{prefix}", StringComparison.Ordinal))
            app.MapMethods(Root + endpoint.Path.Replace("/{prefix}", "", StringComparison.Ordinal), [endpoint.Method], Serve);
    }

    private static async Task ServeAsync(HttpContext http, RestEndpoint endpoint, RestLake lake, IcebergRestOptions options)
    {
        try
        {
            var reply = await ReplyAsync(http, endpoint, lake, options);
            await reply.SendAsync(http.Response);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client is gone; nobody is left to tell.
        }
    }

    private static async Task<RestReply> ReplyAsync(HttpContext http, RestEndpoint endpoint, RestLake lake, IcebergRestOptions options)
    {
        try
        {
            var caller = endpoint.IsOpen ? new Caller("", AccessScope.Read) : options.Gate.Admit(http.Request);
            if (endpoint.Writes && caller.Scope is not AccessScope.Write)
                throw RestException.Forbidden($"The token of '{caller.Name}' may read, not write.");
            return await endpoint.Handle(new RestCall(http, lake, caller, options.Branch));
        }
        catch (Exception e) when (e is not OperationCanceledException || !http.RequestAborted.IsCancellationRequested)
        {
            var error = RestErrors.Of(e);
            if (error.Status >= 500)
                options.Log($"{http.Request.Method} {http.Request.Path}: {error.Status} {error.Message}");
            return RestErrors.ReplyOf(error);
        }
    }

    private static RestException NoRoute(HttpRequest request) =>
        new(404, "NoSuchRouteException", $"{request.Method} {request.Path} is not served. See {Root}/v1/config for what is.");
}
