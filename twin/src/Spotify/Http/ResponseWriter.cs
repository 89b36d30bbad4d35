using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Twin.Spotify.Http;

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
