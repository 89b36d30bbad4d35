namespace Twin.Tests.Aws.Iam;

internal static class Policies
{
    public const string Account = "123456789012";

    public static readonly PolicyDocument Trust = PolicyDocument.Parse(
        """
        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
          "Principal": {"Service": "lambda.amazonaws.com"}}]}
        """);

    public static string RoleArn(string name) => $"arn:aws:iam::{Account}:role/{name}";

    public static PolicyDocument Create(params string[] statements) =>
        PolicyDocument.Parse($$"""{"Version": "2012-10-17", "Statement": [{{string.Join(", ", statements)}}]}""");

    public static (AccessControl Access, string KeyId) Worker(params string[] statements)
    {
        var access = new AccessControl(Account);
        access.AddRole(new Role(
            "worker",
            RoleArn("worker"),
            Trust,
            new Dictionary<string, PolicyDocument> { ["inline"] = Create(statements) }));
        return (access, access.CredentialsFor(RoleArn("worker"), "session").AccessKeyId);
    }
}
