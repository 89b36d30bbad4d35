using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Local.Spotify;

/// <summary>Sends an answer as it says: at once or late, whole or cut off.</summary>
/// <param name="wall">The clock that a late answer is late by.</param>
internal sealed class AnswerSender(TimeProvider wall)
{
    public async Task SendAsync(SandboxAnswer answer, HttpContext context)
    {
        if (answer.Delay != TimeSpan.Zero)
        {
            await Task.Delay(answer.Delay, wall, context.RequestAborted);
        }

        if (answer.CutAfter == 0)
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

        if (answer.CutAfter is { } sent && sent < answer.Body.Length)
        {
            await response.Body.WriteAsync(answer.Body[..sent], context.RequestAborted);
            await response.Body.FlushAsync(context.RequestAborted);
            context.Abort();
            return;
        }

        await response.Body.WriteAsync(answer.Body, context.RequestAborted);
    }
}
