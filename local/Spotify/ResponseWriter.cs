using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Local.Spotify;

/// <summary>Sends an answer as it says: at once or late, whole or cut off.</summary>
/// <param name="wall">The clock that a late answer is late by.</param>
/// <param name="latency">What this answer takes yet.</param>
internal sealed class ResponseWriter(TimeProvider wall, TimeSpan latency)
{
    public async Task SendAsync(SandboxResponse answer, HttpContext context)
    {
        await DelayAsync(latency, context);
        await DelayAsync(answer.Delay, context);

        if (answer.ResetAfter == 0)
        {
            context.Abort();
            return;
        }

        var response = context.Response;
        response.StatusCode = answer.Status;
        response.ContentType = answer.ContentType;
        response.ContentLength = answer.Body.Length;
        if (answer.RetryAfter is { } wait)
        {
            response.Headers.RetryAfter = ((long)wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        if (answer.Location is { } location)
        {
            response.Headers.Location = location;
        }

        if (answer.ResetAfter is { } sent && sent < answer.Body.Length)
        {
            await response.Body.WriteAsync(answer.Body[..sent], context.RequestAborted);
            await response.Body.FlushAsync(context.RequestAborted);
            context.Abort();
            return;
        }

        var half = answer.DelayWithinBody == TimeSpan.Zero ? 0 : answer.Body.Length / 2;
        if (half > 0)
        {
            await response.Body.WriteAsync(answer.Body[..half], context.RequestAborted);
            await response.Body.FlushAsync(context.RequestAborted);
            await DelayAsync(answer.DelayWithinBody, context);
        }

        await response.Body.WriteAsync(answer.Body[half..], context.RequestAborted);
    }

    private Task DelayAsync(TimeSpan delay, HttpContext context) =>
        delay == TimeSpan.Zero ? Task.CompletedTask : Task.Delay(delay, wall, context.RequestAborted);
}
