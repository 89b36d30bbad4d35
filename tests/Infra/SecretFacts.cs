using Infra;
using Local.Declaration;
using Pulumi;
using Pulumi.Aws.Ssm;
using Pulumi.Testing;

namespace Tests.Infra;

[Collection(PulumiDeployments.Name)]
public class SecretFacts
{
    [Fact]
    public async Task The_values_of_the_parameters_are_secrets_in_the_typed_arguments()
    {
        using var configuration = new PulumiConfiguration(
            ("spotify:playlists", "3cEYpjA9oz9GiPac4AsH4n"),
            ("spotify:clientId", "an-id"),
            ("spotify:owner", "data-team"),
            ("spotify:clientSecret", "a-secret"),
            ("spotify:refreshToken", "a-token"));
        Observed.Parameters.Clear();
        await Deployment.TestAsync<Observed>(
            new AwsMocks("eu-central-1"), new TestOptions { ProjectName = "spotify", IsPreview = false });

        Assert.Equal(2, Observed.Parameters.Count);
        foreach (var parameter in Observed.Parameters)
        {
            Assert.True(await Output.IsSecretAsync(parameter.Value.ToOutput()));
        }
    }

    private sealed class Observed : SpotifyStack
    {
        public Observed()
            : base(new StackOptions { ResourceTransformations = { Spy } })
        {
        }

        public static List<ParameterArgs> Parameters { get; } = [];

        private static ResourceTransformationResult? Spy(ResourceTransformationArgs args)
        {
            if (args.Args is ParameterArgs parameter)
            {
                Parameters.Add(parameter);
            }

            return null;
        }
    }
}
