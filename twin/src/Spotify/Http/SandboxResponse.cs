using Microsoft.AspNetCore.Http;
using Twin.Spotify.Json;

namespace Twin.Spotify.Http;

internal sealed record SandboxResponse(int Status, ReadOnlyMemory<byte> Body)
{
    public string ContentType { get; init; } = "application/json; charset=utf-8";

    /// <summary>The <c>Retry-After</c> header, in whole seconds.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public string? Location { get; init; }

    /// <summary>The delay of the first byte; <see cref="Timeout.InfiniteTimeSpan"/>: it never comes.</summary>
    public TimeSpan Delay { get; init; }

    public TimeSpan DelayWithinBody { get; init; }

    /// <summary>The number of bytes of the body after which the connection is cut; 0: before any response. Null:
    /// never.</summary>
    public int? ResetAfter { get; init; }

    public static SandboxResponse Ok(ReadOnlyMemory<byte> body) => new(200, body);

    public static SandboxResponse Ok(string body) => Ok(Encoding.UTF8.GetBytes(body));

    public static SandboxResponse Error(int status, string message, string? reason = null)
    {
        var code = reason is null ? string.Empty : $",\"reason\":{JsonEscaping.Quote(reason)}";
        return new(status, Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"error\":{{\"status\":{status},\"message\":{JsonEscaping.Quote(message)}{code}}}}}")));
    }

    public static SandboxResponse Plain(int status, string text) =>
        new(status, Encoding.UTF8.GetBytes(text)) { ContentType = "text/plain; charset=utf-8" };

    public static SandboxResponse Redirect(string location) => Plain(303, string.Empty) with { Location = location };

    /// <summary>The accounts service's error body (RFC 6749), always with status 400.</summary>
    public static SandboxResponse GrantError(string error, string description) =>
        new(400, Encoding.UTF8.GetBytes(
            $"{{\"error\":{JsonEscaping.Quote(error)},\"error_description\":{JsonEscaping.Quote(description)}}}"));
}

/// <summary>Sends a response: at once or late, whole or cut off.</summary>
/// <param name="latency">The latency that remains to be added to this response.</param>
internal sealed class ResponseWriter(TimeProvider wall, TimeSpan latency)
{
    public async Task SendAsync(SandboxResponse response, HttpContext context)
    {
        await DelayAsync(latency, context);
        await DelayAsync(response.Delay, context);

        if (response.ResetAfter == 0)
        {
            context.Abort();
            return;
        }

        var http = context.Response;
        http.StatusCode = response.Status;
        http.ContentType = response.ContentType;
        http.ContentLength = response.Body.Length;
        if (response.RetryAfter is { } wait)
        {
            http.Headers.RetryAfter = ((long)wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        if (response.Location is { } location)
        {
            http.Headers.Location = location;
        }

        if (response.ResetAfter is { } sent && sent < response.Body.Length)
        {
            await http.Body.WriteAsync(response.Body[..sent], context.RequestAborted);
            await http.Body.FlushAsync(context.RequestAborted);
            context.Abort();
            return;
        }

        var half = response.DelayWithinBody == TimeSpan.Zero ? 0 : response.Body.Length / 2;
        if (half > 0)
        {
            await http.Body.WriteAsync(response.Body[..half], context.RequestAborted);
            await http.Body.FlushAsync(context.RequestAborted);
            await DelayAsync(response.DelayWithinBody, context);
        }

        await http.Body.WriteAsync(response.Body[half..], context.RequestAborted);
    }

    private Task DelayAsync(TimeSpan delay, HttpContext context) =>
        delay == TimeSpan.Zero ? Task.CompletedTask : Task.Delay(delay, wall, context.RequestAborted);
}
