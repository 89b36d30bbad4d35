using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Twin.Aws.Hosting;

/// <summary>A small HTTP server on 127.0.0.1, which only this machine can reach. A request for another host is
/// refused, so that a web page cannot reach the server through a host name that resolves to this address (DNS
/// rebinding).</summary>
public sealed class LoopbackServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private LoopbackServer(WebApplication application, Uri endpoint)
    {
        _application = application;
        Endpoint = endpoint;
    }

    /// <summary><c>http://127.0.0.1:port/</c></summary>
    public Uri Endpoint { get; }

    /// <summary>Starts listening; each request for <see cref="Endpoint"/> goes to <paramref name="handler"/>.</summary>
    /// <param name="port">The port; 0: any free port.</param>
    /// <exception cref="IOException">Another program listens on the port.</exception>
    public static async Task<LoopbackServer> StartAsync(
        RequestDelegate handler, CancellationToken cancellationToken, int port = 0)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            // A machine that is busy with builds is slow, not an attacker.
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            // Every byte is a letter, so that the handler sees what was sent.
            kestrel.RequestHeaderEncodingSelector = _ => Encoding.Latin1;
            kestrel.ResponseHeaderEncodingSelector = _ => Encoding.UTF8;
        });
        builder.Services.AddSingleton<IHostLifetime, OwnersLifetime>();
        var application = builder.Build();
        string? authority = null;
        application.Run(context => context.Request.Host.Value == authority
            ? handler(context)
            : RefuseAsync(context));
        try
        {
            await application.StartAsync(cancellationToken);
        }
        catch
        {
            await application.DisposeAsync();
            throw;
        }

        var addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
        var endpoint = new Uri(addresses!.Addresses.Single());
        authority = endpoint.Authority;
        return new LoopbackServer(application, endpoint);
    }

    /// <summary>Stops listening. Requests in progress are answered, unless that takes too long.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => _application.StopAsync(cancellationToken);

    /// <summary>Stops listening. Requests in progress are aborted.</summary>
    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _application.StopAsync(now.Token);
        await _application.DisposeAsync();
    }

    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
        context.Response.ContentType = "text/plain";
        return context.Response.WriteAsync("This server answers for its own address only.", context.RequestAborted);
    }

    /// <summary>Ignores Ctrl+C and SIGTERM: the default lifetime would take them from the whole process.</summary>
    private sealed class OwnersLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
