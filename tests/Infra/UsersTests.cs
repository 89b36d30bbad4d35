using Infra.Settings;
using Tests.Infra.Monitoring;
using Tests.Infra.Rules;

namespace Tests.Infra;

/// <summary>The key with which tables have users' ids hashed: who may make it, and who may read it.</summary>
public sealed class UsersTests
{
    private const string Key = ":parameter/spotify/dev/users-key";

    private static readonly string[] Encryptions = ["SSE-S3", "SSE-KMS"];

    public static TheoryData<string, string, string> Combinations => new MatrixTheoryData<string, string, string>(
        ["hashed", "plain", "none"], ["function", "spark"], Encryptions);

    [Theory, MemberData(nameof(Combinations))]
    public async Task The_extraction_makes_the_key_and_only_the_writers_of_tables_read_it(
        string users, string transform, string encryption)
    {
        var stack = await MonitoredStacks.With(
            (KnownSettings.StoreUsers.Key, users),
            (KnownSettings.Transform.Key, transform),
            (KnownSettings.Encryption.Key, encryption));
        var processed = stack.OfType(ResourceTypes.Bucket).Single(bucket => bucket.Name == "spotify-dev-processed");
        string[] writers =
        [
            .. RoleStatements.WritersOf(stack, processed)
                .Where(writer => writer.Prefix == $"{processed.Arn}/{Tables.Playlists.Prefix}*")
                .Select(writer => writer.Role)
                .Order(StringComparer.Ordinal),
        ];
        var isHashed = users == "hashed";

        Assert.NotEmpty(writers);
        Assert.Equal(
            isHashed ? writers : [],
            Allowed(stack, "ssm:GetParameter")
                // It finds the rows of a user by the hash.
                .Where(role => !role.EndsWith("-forget", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal));
        Assert.Equal(
            isHashed ? ["spotify-dev-extract"] : [],
            Allowed(stack, "ssm:PutParameter").Select(role => role.Split('/')[^1]));
        Assert.All(
            StatementsOf(stack, "ssm:PutParameter").Select(found => Assert.Single(found.Statement.Conditions)),
            condition => Assert.Equal(
                ("ssm:Overwrite", true, "true"),
                (condition.Key, condition.Operator.Negated, Assert.Single(condition.Values))));
        Assert.All(writers, writer => Assert.Equal(
            isHashed && encryption == "SSE-KMS",
            RoleStatements.From(stack).Any(found =>
                found.Role.Arn == writer && found.Statement.Label == "ReadUsersKeyKey")));
    }

    [Fact]
    public async Task Neither_the_declaration_nor_the_state_has_the_key()
    {
        var stack = await MonitoredStacks.With((KnownSettings.StoreUsers.Key, "hashed"));

        Assert.DoesNotContain(
            stack.OfType(ResourceTypes.Parameter),
            parameter => parameter.PhysicalName!.EndsWith("users-key", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Allowed(DeclaredStack stack, string action) =>
        StatementsOf(stack, action).Where(found => found.Statement.Allows).Select(found => found.Role.Arn);

    private static IEnumerable<(DeclaredResource Role, PolicyStatement Statement)> StatementsOf(
        DeclaredStack stack, string action) =>
        from found in RoleStatements.From(stack)
        where found.Statement.Actions.Contains(action)
            && found.Statement.Resources!.Any(resource => resource.EndsWith(Key, StringComparison.Ordinal))
        select found;
}
