using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Twin.Aws.EventBridge;

/// <summary>The event that EventBridge sends to a rule's targets when its schedule fires.</summary>
internal static class ScheduledEventMessage
{
    /// <summary>Writes the event; its id is the same for the same rule and time.</summary>
    /// <param name="ruleArn">The rule's ARN.</param>
    /// <param name="accountId">The account id, twelve digits.</param>
    /// <param name="region">For example <c>eu-central-1</c>.</param>
    /// <param name="time">The time at which the schedule fired.</param>
    public static JsonObject Create(string ruleArn, string accountId, string region, DateTimeOffset time)
    {
        var stamp = time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return new JsonObject
        {
            ["version"] = "0",
            ["id"] = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{ruleArn} {stamp}")).AsSpan(0, 16)).ToString(),
            ["detail-type"] = "Scheduled Event",
            ["source"] = "aws.events",
            ["account"] = accountId,
            ["time"] = stamp,
            ["region"] = region,
            ["resources"] = new JsonArray(ruleArn),
            ["detail"] = new JsonObject(),
        };
    }
}
