using Infra;

return await Deployment.RunAsync<SpotifyStack>();
