using Infra.Settings;

namespace Tests.Infra.Monitoring;

/// <summary>The dev stack with other settings for its monitoring.</summary>
internal static class MonitoredStacks
{
    public static Task<DeclaredStack> WithSchedule(string schedule) => With((KnownSettings.Schedule.Key, schedule));

    public static Task<DeclaredStack> WithoutRefreshToken() => With(
        (KnownSettings.RefreshToken.Key, ""), (KnownSettings.Playlists.Key, "3cEYpjA9oz9GiPac4AsH4n"));

    public static Task<DeclaredStack> With(params IEnumerable<(string Key, string Value)> settings) =>
        StackLoader.LoadAsync(StackConfiguration.Read(PulumiProject.Folder, "dev")
            .WithSecrets(Stacks.ClientSecret, Stacks.RefreshToken)
            .With(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value))));
}
