using Local.Cli.Commands;

return await CommandLine.RunAsync(args);
