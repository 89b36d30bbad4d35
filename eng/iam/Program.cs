using System.Text.Json;
using Twin.Aws.Iam;
using Twin.Declaration;
using Twin.Declaration.Policies;

// Reads cases, one per line, and writes for each a line with the twin's decisions, or the reason why it judges none.
while (Console.ReadLine() is { } line)
{
    var given = JsonElement.Parse(line);
    string answer;
    try
    {
        answer = JsonSerializer.Serialize(new { decisions = Decide(given) });
    }
    catch (RunFailedException refused)
    {
        answer = JsonSerializer.Serialize(new { refused = refused.Message });
    }

    Console.WriteLine(answer);
}

static bool[] Decide(JsonElement given)
{
    var role = given.GetProperty("role").GetString()!;
    var access = new AccessControl(role.Split(':')[4]);
    access.AddRole(new Role(
        "worker",
        role,
        Read(given.GetProperty("trust")),
        given.GetProperty("identity").EnumerateArray().Index().ToDictionary(
            policy => $"{policy.Index}", policy => Read(policy.Item))));
    foreach (var resource in given.GetProperty("resources").EnumerateObject())
    {
        var policy = Read(resource.Value);
        if (resource.Name.Contains(":kms:", StringComparison.Ordinal))
        {
            access.AddKeyPolicy(resource.Name, policy);
        }
        else
        {
            access.AddResourcePolicy(resource.Name, policy);
        }
    }

    var session = access.CredentialsFor(role, "session").AccessKeyId;
    return [.. given.GetProperty("requests").EnumerateArray().Select(request =>
    {
        string Text(string name) => request.GetProperty(name).GetString()!;
        var context = new RequestContext();
        foreach (var value in request.GetProperty("context").EnumerateObject())
        {
            context.With(value.Name, value.Value.GetString());
        }

        return Text("by") switch
        {
            "role" => access.Authorize(session, Text("action"), Text("resource"), context).IsAllowed,
            "trusted service" => access.MayAssume(
                role, Text("principal"), context.ValueOf("aws:SourceArn"), context.ValueOf("aws:SourceAccount")),
            "outsider" => access.AssumeFromOutside(
                role, Text("principal"), context.ValueOf("sts:ExternalId") ?? "", "outside") is not null,
            _ => access.AuthorizeService(Text("principal"), Text("action"), Text("resource"), context).IsAllowed,
        };
    })];
}

static PolicyDocument Read(JsonElement json)
{
    var policy = PolicyDocument.Parse(json.GetRawText());
    ConditionKeys.Check(policy);
    return policy;
}
